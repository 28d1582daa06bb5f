import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { LiveVideo } from '../src/page/video/live-video.ts';
import { layOnShelf } from '../src/page/video/on-demand.ts';

/** Comes into a frame beside its page script when a video there is to be read, so that other pages never load it. */
export default defineUnlistedScript(() => layOnShelf(LiveVideo));
