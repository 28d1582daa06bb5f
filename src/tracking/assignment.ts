/**
 * The assignment of rows to columns, each used at most once, that has the greatest sum of affinities: Kuhn's Hungarian
 * method as successive shortest paths (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse
 * linear assignment problems", Computing 38, 1987), O(rows² · columns). Taking the best pair first would be shorter,
 * but where two faces stand close it can leave one of them with nothing although a place for both exists.
 *
 * @param affinity of row and column, 0 or more and finite; 0 means that they have nothing in common
 * @returns for each row its column; none where nothing with an affinity above 0 is left for it
 */
export function assign(
  rows: number,
  columns: number,
  affinity: (row: number, column: number) => number,
): (number | undefined)[] {
  // The method gives every row a column: rows that had better have none get one of these, which cost nothing.
  const width = Math.max(rows, columns);
  const cost = (row: number, column: number) => (column < columns ? -affinity(row, column) : 0);
  const rowOf = new Int32Array(width + 1).fill(-1);
  const duals = { rows: new Float64Array(rows), columns: new Float64Array(width + 1) };
  for (let row = 0; row < rows; row += 1) augment(row, width, cost, rowOf, duals);
  const columnOf = new Array<number | undefined>(rows).fill(undefined);
  for (let column = 0; column < columns; column += 1) {
    const row = rowOf[column] ?? -1;
    if (row >= 0 && affinity(row, column) > 0) columnOf[row] = column;
  }
  return columnOf;
}

interface Duals {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Gives `start` a column, along the cheapest chain of rows that change theirs. Column `width` stands for none yet. */
function augment(
  start: number,
  width: number,
  cost: (row: number, column: number) => number,
  rowOf: Int32Array,
  duals: Duals,
): void {
  const distance = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(width).fill(width);
  const isDone = new Uint8Array(width + 1);
  rowOf[width] = start;
  let column = width;
  while ((rowOf[column] as number) >= 0) {
    isDone[column] = 1;
    const next = relax(column, width, cost, rowOf, duals, { distance, from, isDone });
    shift(distance[next] as number, width, rowOf, duals, { distance, isDone });
    column = next;
  }
  while (column !== width) {
    const before = from[column] as number;
    rowOf[column] = rowOf[before] as number;
    column = before;
  }
}

interface Search {
  readonly distance: Float64Array;
  readonly from: Int32Array;
  readonly isDone: Uint8Array;
}

/** Looks from the row that has `column` to every column that is not done; returns the nearest of those. */
function relax(
  column: number,
  width: number,
  cost: (row: number, column: number) => number,
  rowOf: Int32Array,
  duals: Duals,
  { distance, from, isDone }: Search,
): number {
  const row = rowOf[column] as number;
  let nearest = -1;
  for (let other = 0; other < width; other += 1) {
    if (isDone[other] === 1) continue;
    const reduced = cost(row, other) - (duals.rows[row] as number) - (duals.columns[other] as number);
    if (reduced < (distance[other] as number)) {
      distance[other] = reduced;
      from[other] = column;
    }
    if (nearest < 0 || (distance[other] as number) < (distance[nearest] as number)) nearest = other;
  }
  return nearest;
}

/** Moves the duals by `delta`, so that the cheapest chain so far costs nothing. */
function shift(
  delta: number,
  width: number,
  rowOf: Int32Array,
  duals: Duals,
  { distance, isDone }: Pick<Search, 'distance' | 'isDone'>,
): void {
  for (let column = 0; column <= width; column += 1) {
    if (isDone[column] === 1) {
      const row = rowOf[column] as number;
      duals.rows[row] = (duals.rows[row] as number) + delta;
      duals.columns[column] = (duals.columns[column] as number) - delta;
    } else if (column < width) distance[column] = (distance[column] as number) - delta;
  }
}
