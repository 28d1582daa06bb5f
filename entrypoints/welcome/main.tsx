import { render } from 'preact';
import { browser } from 'wxt/browser';
import { t } from '../../src/i18n/browser-language.ts';
import { localizeDocument } from '../../src/i18n/localize-document.ts';
import { Welcome } from '../../src/ui/welcome/Welcome.tsx';
import '../../src/ui/welcome/welcome.css';

localizeDocument(t('welcome.title'));
const picture = await (await fetch('/welcome/astronaut.jpg')).blob();
const place = document.getElementById('welcome');
if (place !== null) {
  const openOptions = () => void browser.runtime.openOptionsPage();
  render(<Welcome example={URL.createObjectURL(picture)} onOpenOptions={openOptions} />, place);
}
