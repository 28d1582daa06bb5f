import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { BadgeCard } from '../src/page/card/badge-card.ts';
import { layOnShelf } from '../src/page/on-demand.ts';

/** Comes into a frame beside its page script when a badge there is pointed at, so that other pages never load it. */
export default defineUnlistedScript(() => layOnShelf('badge-card', BadgeCard));
