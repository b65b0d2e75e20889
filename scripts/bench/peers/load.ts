/**
 * Loads a peer from the package beside this file, which the project itself does
 * not depend on. Its types are therefore our own, as narrow as our use.
 *
 * LanceDB lists two large packages for embedding that no search here needs; the
 * overrides in package.json put a small one in their place.
 */

/** @throws if it is not installed. */
export async function loadPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
