/** Every bound of the engine in one place: what it takes in, how much at once, and how long it waits. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MEGABYTE = 1024 * 1024;

/** Bytes of an image file. */
export const MAX_FILE_BYTES = 24 * MEGABYTE;

/** Pixels of an image, as its header states them: 256 MB once decoded. */
export const MAX_PIXELS = 64_000_000;

/**
 * Pixels that a decoder has to go over, once for each scan of a progressive JPEG: about five seconds of work. Files of a few
 * kilobytes can ask for thousands of scans.
 */
export const MAX_SCANNED_PIXELS = 2_000_000_000;

/** A side shorter than this cannot hold a face that anyone could read. */
export const MIN_SIDE = 24;

/** The longer side, in pixels, to which a picture is reduced: `MAX_SIDE` of the pipeline. */
export const REDUCED_SIDE = 1024;

/** From the first byte asked for to the last one in. */
export const FETCH_DEADLINE = 20 * SECOND;

export const DECODE_DEADLINE = 15 * SECOND;

/** Decodes that are late and still go on; the browser cannot be told to end them. With so many nothing new is decoded. */
export const MOST_LATE_DECODES = 2;

/** From a request's arrival to its answer, the waiting included. Pages wait 90 seconds, so that they hear the reason. */
export const REQUEST_DEADLINE = 75 * SECOND;

/** Requests that may be open at once; the least urgent one gives way to a more urgent one. */
export const MAX_OPEN_REQUESTS = 500;

/**
 * Characters of the images that wait as `data:` addresses, all together: four of the largest, or a thousand usual ones. Pages
 * that send more, or whoever has taken one over, would fill the memory of the whole extension.
 */
export const MAX_WAITING_CHARACTERS = 128 * MEGABYTE;

/** Images that may be fetched, decoded or read at once. */
export const IMAGES_IN_WORK = 12;

/**
 * Milliseconds after which the next image is fetched where the one before is not decoded yet: less than one takes to be read, so that
 * none is missed, and enough that the first of a page's images does not come as late as the twelfth.
 */
export const START_PACE = 8;

/** Images that a person asked for may be worked on beyond `IMAGES_IN_WORK`, so that slow servers do not block them. */
export const EXTRA_FOR_ASKED = 4;

/** Bytes of the crops of faces that are held for the cards of badges: about 1,800 faces. */
export const MAX_CROP_BYTES = 4 * MEGABYTE;

/** One at a time, since a single picture may take `MAX_PIXELS` times four bytes while it is decoded. */
export const DECODES_AT_ONCE = 1;

/** Pictures that the worker reads in one call; a slow backend gets one, so that each is answered as soon as it is read. */
export const BATCH_SIZE = 8;

/** The same on the processor, which many at once win nothing: together no more are on their way than in one batch of a GPU. */
export const BATCH_SIZE_ON_PROCESSOR = 4;

/** Calls at the worker's door: with the next one there already it has not to wait for this thread, which has much else to do. */
export const BATCHES_AT_ONCE = 2;

/** While a picture takes more milliseconds than this, a GPU prepares nothing beforehand: it is not one, or has no time. */
export const SLOWEST_TO_PREPARE = SECOND / 4;

/** Readings that are remembered. */
export const CACHED_READINGS = 2000;

/** Faces of all of these together, about a kilobyte each: of pictures of crowds fewer readings are remembered. */
export const REMEMBERED_FACES = 50_000;

/** The worker, and with it the networks and the GPU's memory, is put down after this long without work. */
export const IDLE_BEFORE_SLEEP = 3 * MINUTE;

/** The engine's document closes itself after this long without a request; the next one finds a new document. */
export const IDLE_BEFORE_CLOSE = 5 * MINUTE;

/** After every backend has failed, a request tries them all again once this long has passed. */
export const COOL_DOWN = 30 * SECOND;

/** A backend starts, loads the networks and proves itself within this, or is left. */
export const START_DEADLINE = 20 * SECOND;

/** The same where a person forced a backend that runs in software, a hundred times slower. */
export const SLOW_START_DEADLINE = 3 * MINUTE;

/** How long a batch may take: so much, and so much more for each picture. */
export const BATCH_DEADLINE = { base: 15 * SECOND, perPicture: 3 * SECOND };
export const SLOW_BATCH_DEADLINE = { base: MINUTE, perPicture: MINUTE };

/** So long a reading that fails on a GPU waits to hear whether the device was lost, which is told after what breaks by it. */
export const LOSS_PATIENCE = SECOND;

/** Times that a batch may be interrupted by no fault of its own and be sent again. */
export const MAX_INTERRUPTIONS = 6;
