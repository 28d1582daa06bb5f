import { render } from 'preact';
import { t } from '../../src/i18n/browser-language.ts';
import { localizeDocument } from '../../src/i18n/localize-document.ts';
import { findSettings } from '../../src/settings/store.ts';
import { Options } from '../../src/ui/options/Options.tsx';
import '../../src/ui/options/options.css';

localizeDocument(t('options.title'));
const found = await findSettings();
const place = document.getElementById('options');
if (place !== null) render(<Options found={found} />, place);
