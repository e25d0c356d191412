/** Parses `cpu=1,memory=1Gi`: amounts of resources in flags. */
// Models populateResourceListV1 of kubectl/pkg/generate/versioned/run.go
import { formatQuantity, parseQuantity, quantityError } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';

export type Amounts = Readonly<Record<string, string>>;

export function parseAmounts(text: string): Amounts {
  if (text === '') return {};
  const pairs = text.split(',').map((statement) => {
    const parts = statement.split('=');
    if (parts.length !== 2) throw failure(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    const [resource, amount] = parts as [string, string];
    const quantity = parseQuantity(amount);
    if (quantity === undefined) throw failure(quantityError);
    return [resource, /^\d+$/.test(amount) ? amount : formatQuantity(quantity.nanos, quantity.format)] as const;
  });
  return Object.fromEntries(pairs);
}
