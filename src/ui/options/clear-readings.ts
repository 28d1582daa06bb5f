import { send } from '../../messaging/messenger.ts';
import { engineExists } from '../../tabs/engine-exists.ts';

/** Makes the engine forget what it has read; one that sleeps has nothing to forget. */
export async function clearReadings(): Promise<number> {
  return (await engineExists()) ? await send('clearReadings', undefined) : 0;
}
