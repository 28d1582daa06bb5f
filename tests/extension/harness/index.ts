export { type ControlPage, openControlPage } from '../../../scripts/lib/control-page.ts';
export { mapRect, overlap, type Rect } from './box.ts';
export { clickReadFaces, clickReadVideo } from './context-menu.ts';
export { lyingJpeg } from './exif.ts';
export {
  type FaceOnScreen,
  readFaces,
  readOverlayText,
  waitForFaces,
  waitForOverlayText,
} from './faces.ts';
export { contentRect } from './frame-origin.ts';
export { type FaceMatch, knownPhoto, waitForKnownFaces } from './known-faces.ts';
export { BUILT_EXTENSION, type ExtensionBrowser, launchExtension } from './launch.ts';
export { PHOTO_NAMES, type PhotoName, photoBytes, photoPath, photoType } from './photos.ts';
export * from './routes.ts';
export { serviceWorkerRuns, stopServiceWorker, untilFacesAreCounted } from './service-worker.ts';
export { type SeenRequest, type Site, startSite } from './site.ts';
export { type Mien, useMien } from './use-mien.ts';
export { waitUntil } from './wait-until.ts';
