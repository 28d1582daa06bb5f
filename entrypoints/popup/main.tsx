import { render } from 'preact';
import { t } from '../../src/i18n/browser-language.ts';
import { localizeDocument } from '../../src/i18n/localize-document.ts';
import { findSettings } from '../../src/settings/store.ts';
import { findShownTab } from '../../src/ui/popup/active-tab.ts';
import { Popup } from '../../src/ui/popup/Popup.tsx';
import '../../src/ui/popup/popup.css';

localizeDocument(t('manifest.name'));
const [found, tab] = await Promise.all([findSettings(), findShownTab(location.search)]);
const place = document.getElementById('popup');
if (place !== null) render(<Popup found={found} tab={tab} />, place);
