import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { layOnShelf } from '../src/page/on-demand.ts';
import { Overlay } from '../src/page/overlay/overlay.ts';

/** Comes into a frame beside its page script when first something is to be drawn there: most pages show no face. */
export default defineUnlistedScript(() => layOnShelf('overlay', Overlay));
