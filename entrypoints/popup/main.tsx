import { render } from 'preact';
import { readSettings } from '../../src/settings/store.ts';
import { findShownTab } from '../../src/ui/popup/active-tab.ts';
import { Popup } from '../../src/ui/popup/Popup.tsx';
import '../../src/ui/popup/popup.css';

const [settings, tab] = await Promise.all([readSettings(), findShownTab(location.search)]);
const place = document.getElementById('popup');
if (place !== null) render(<Popup settings={settings} tab={tab} />, place);
