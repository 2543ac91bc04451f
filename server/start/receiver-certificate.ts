import { join } from 'node:path'
import { keepSelfSigned, readPair, type Certificate } from '../kernel/certificate/index.ts'
import { ConfigError, type Config } from '../kernel/config/index.ts'
import { errorText } from '../kernel/errors.ts'

/**
 * What the mail receiver shows for STARTTLS: the files of the settings, or a certificate of our own in the data folder.
 * @throws ConfigError where the given files can't be read, or don't belong together.
 */
export const receiverCertificate = (
  { smtpInTls, dataDir }: Config,
  publicUrl: string,
  now: Date,
): Certificate => {
  if (!smtpInTls) {
    const { hostname } = new URL(publicUrl)
    return keepSelfSigned(
      join(dataDir, 'smtp-in.pem'),
      hostname.startsWith('[') ? 'localhost' : hostname,
      now,
    )
  }
  const { certFile, keyFile } = smtpInTls
  try {
    return readPair(certFile, keyFile)
  } catch (error) {
    throw new ConfigError(
      `The certificate of the mail receiver can't be used (${errorText(error)}). Correct MADOGUCHI_SMTP_IN_CERT (${certFile}) and MADOGUCHI_SMTP_IN_KEY (${keyFile}).`,
    )
  }
}
