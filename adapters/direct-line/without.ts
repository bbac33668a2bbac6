/** A copy of an object that lacks some of its fields. */
export function without<Source extends object, Name extends keyof Source>(
  source: Source,
  ...names: readonly Name[]
): Omit<Source, Name> {
  const copy = { ...source }
  for (const name of names) Reflect.deleteProperty(copy, name)
  return copy
}
