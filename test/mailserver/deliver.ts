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
      connection.send({ from: 'envelope@customer.example', to: [address] }, raw, (error) =>
        error ? reject(error) : resolve(),
      )
    })
  } finally {
    connection.close()
  }
}
