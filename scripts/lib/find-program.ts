import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a browser is looked for. */
export interface Wanted {
  /** A variable of the environment in which a person may name the program. */
  readonly variable: string;
  /** What it is called on the PATH, the best first. */
  readonly names: readonly string[];
  /** Where it is usually, beside the PATH. */
  readonly places: readonly string[];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile(); // A folder may be entered, which is the same right.
  } catch {
    return false;
  }
}

/**
 * The first that is there: the program that the variable names, then one on the PATH, then each system's usual places.
 *
 * @returns its path, or undefined where there is none
 * @throws where the variable is set and names no program, because a person who sets it means it
 */
export function findProgram(
  { variable, names, places }: Wanted,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const chosen = environment[variable];
  if (chosen) {
    if (!isProgram(chosen)) throw new Error(`${variable} names no program: ${chosen}`);
    return chosen;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places].find(isProgram);
}

/** The folders of Windows in which programs are installed. */
export function windowsRoots(environment: NodeJS.ProcessEnv): string[] {
  const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  return roots.filter((root) => root !== undefined);
}
