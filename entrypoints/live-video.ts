import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { layOnShelf } from '../src/page/on-demand.ts';
import { LiveVideo } from '../src/page/video/live-video.ts';

/** Comes into a frame beside its page script when a video there is to be read, so that other pages never load it. */
export default defineUnlistedScript(() => layOnShelf('live-video', LiveVideo));
