/** The product itself could not keep or read something: our own trouble, not the mail server's. */
export class StoreFailure extends Error {}

/** The call's result; whatever it throws becomes a `StoreFailure`. */
export const ofStore = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (cause) {
    throw new StoreFailure('The product could not keep or read its own data.', { cause })
  }
}
