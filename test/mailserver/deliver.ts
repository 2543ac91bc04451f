import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** Hands a mail to the mailbox server as it is: no header is added or changed but those of the delivery itself. */
export const deliverByLmtp = async (port: number, address: string, raw: Buffer | string): Promise<void> => {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  try {
    await new Promise<void>((resolve, reject) => {
      connection.send({ from: 'envelope@customer.example', to: [address] }, raw, (error, info) => {
        // LMTP answers for each recipient after the mail; the library counts a refusal there as no error.
        const refused = (info as { rejectedErrors?: Error[] } | undefined)?.rejectedErrors?.[0]
        if (error ?? refused) reject(error ?? refused)
        else resolve()
      })
    })
  } finally {
    connection.close()
  }
}
