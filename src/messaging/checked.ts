import * as v from 'valibot';

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
  if (!result.success) throw new Error(`Mien got a malformed "${name}": ${result.issues[0].message}`);
  return result.output;
}
