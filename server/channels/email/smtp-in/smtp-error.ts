/** An answer to the sending server: 4xx asks it to come again, 5xx tells it not to. */
export class SmtpError extends Error {
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}
