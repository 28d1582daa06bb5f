import { render } from 'preact';
import { t } from '../../src/i18n/browser-language.ts';
import { localizeDocument } from '../../src/i18n/localize-document.ts';
import { readSettings } from '../../src/settings/store.ts';
import { findShownTab } from '../../src/ui/popup/active-tab.ts';
import { Popup } from '../../src/ui/popup/Popup.tsx';
import '../../src/ui/popup/popup.css';

localizeDocument(t('manifest.name'));
const [settings, tab] = await Promise.all([readSettings(), findShownTab(location.search)]);
const place = document.getElementById('popup');
if (place !== null) render(<Popup settings={settings} tab={tab} />, place);
