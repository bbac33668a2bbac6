/**
 * What is remembered under keys. A store keeps each value for a time of its own and no more than so
 * many of them, the oldest forgotten first; a key whose time is over is as one that never was.
 */
export interface KeyedStore<Value> {
  get(key: string): Promise<Value | undefined>
  /**
   * Keeps a value, in the place of an earlier one.
   *
   * @param owners whose it is: the conversations and messages by which `forget` finds it
   */
  put(key: string, value: Value, owners?: readonly string[]): Promise<void>
  /**
   * Keeps a value where there is none.
   *
   * @returns whether it is kept; of several that come at once one is
   */
  putIfAbsent(key: string, value: Value, owners?: readonly string[]): Promise<boolean>
  /** @returns whether there was a value; of several who delete it at once one hears so */
  delete(key: string): Promise<boolean>
  /** Removes all that is an owner's. */
  forget(owner: string): Promise<void>
}
