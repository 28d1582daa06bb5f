import type { DevtoolsTarget } from '../../../scripts/lib/devtools-target.ts';

/** A class of the platform, by the name under which scripts know it. */
export type ClassName =
  | 'ImageBitmap'
  | 'AbortController'
  | 'Blob'
  | 'OffscreenCanvas'
  | 'Worker'
  | 'Response';

const GROUP = 'live-objects';

interface Remote {
  readonly objectId: string;
}

/** How many objects of a class are alive in a document or worker, once what nothing holds is collected. */
export async function countLive(target: DevtoolsTarget, name: ClassName): Promise<number> {
  const evaluated = await target.send('Runtime.evaluate', {
    expression: `${name}.prototype`,
    objectGroup: GROUP,
  });
  const { objectId: prototypeObjectId } = evaluated.result as Remote;
  const { objects } = await target.send('Runtime.queryObjects', { prototypeObjectId, objectGroup: GROUP });
  const { result } = await target.send('Runtime.callFunctionOn', {
    objectId: (objects as Remote).objectId,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  });
  await target.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  return (result as { readonly value: number }).value;
}
