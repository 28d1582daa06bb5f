import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ScreenReader } from '../src/page/capture/screen-reader.ts';
import { layOnShelf } from '../src/page/on-demand.ts';

/** Comes into a frame beside its page script when a picture there can only be read from the screen. */
export default defineUnlistedScript(() => layOnShelf('screen-reader', ScreenReader));
