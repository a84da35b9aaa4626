// Loaded when the search is first used.
import { Engine } from './engine.js';
import { findAddress } from './address.js';

export async function load(address) {
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok)
    throw new Error(`${address}: ${response.status}`);
  return new Engine(await response.json());
}

export { findAddress };
