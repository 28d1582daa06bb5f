import * as v from 'valibot';

/** Characters of what is wrong with a message: the validator quotes what came in, however long that is. */
const MOST_QUOTED = 200;

/**
 * What came in, as its schema knows it: fields that the schema does not know are gone.
 *
 * @throws where it has another shape
 */
export function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  name: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    throw new Error(`Mien got a malformed "${name}": ${result.issues[0].message.slice(0, MOST_QUOTED)}`);
  }
  return result.output;
}
