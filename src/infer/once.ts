/** What is made when it is first asked for, and then kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is made anew only when its version has changed. */
export function unlessSame<Value>(version: () => number, make: () => Value): () => Value {
  let made: { readonly at: number; readonly value: Value } | undefined;
  return () => {
    if (made?.at !== version()) made = { at: version(), value: make() };
    return made.value;
  };
}
