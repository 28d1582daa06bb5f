/**
 * The last moment that is taken for one, in milliseconds since 1970: the end of the year 9999. Later years are written with
 * a sign before them, and from 8.64e15 on a `Date` has no words at all (ECMA-262, Time Values).
 */
export const LAST_MOMENT = 253_402_300_799_999;
