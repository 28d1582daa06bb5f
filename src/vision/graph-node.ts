/** An operation of a graph, as the converter of TensorFlow.js writes it. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

interface Attribute {
  readonly s?: string;
  readonly list?: { readonly i?: readonly (string | number)[]; readonly s?: readonly string[] };
}

function attributeOf({ attr }: GraphNode, name: string): Attribute {
  return (attr?.[name] ?? {}) as Attribute;
}

/** Height and width of an attribute that has a number for each of batch, height, width and channels; 1 where there is none. */
export function sidesOf(node: GraphNode, name: 'strides' | 'ksize' | 'dilations'): [number, number] {
  const [, height = 1, width = 1] = attributeOf(node, name).list?.i ?? [];
  return [Number(height), Number(width)];
}

/** How the edge is dealt with. Texts of a graph are in base64. */
export function paddingOf(node: GraphNode): 'same' | 'valid' {
  return atob(attributeOf(node, 'padding').s ?? '') === 'SAME' ? 'same' : 'valid';
}

/** What was joined to an operation, in its order: `BiasAdd`, `Relu`. */
export function fusedWith(node: GraphNode): string[] {
  return (attributeOf(node, 'fused_ops').list?.s ?? []).map((text) => atob(text));
}

/** The node that gives an input: it may name one of several outputs ("split:1"), or only an order of work ("^init"). */
export function giverOf(input: string): string {
  return input.replace(/^\^|:\d+$/g, '');
}
