import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'
import type { Kernel } from '../../kernel/kernel.ts'

const PERIOD_SECONDS = 30
const RECOVERY_CODES = 10
/** No characters that people mistake for each other. */
const ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789'

/** A new secret (160 bits, base32) and the address that authenticator apps read from a QR code. */
export const newTotpSecret = (issuer: string, label: string): { secret: string; url: string } => {
  const secret = generateSecret()
  return { secret, url: generateURI({ issuer, label, secret }) }
}

/** A code as people type it: full-width digits, spaces and hyphens are fine. */
export const plainCode = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')

/** True for the six digits of an app; anything else may be a recovery code. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code)

/**
 * The time step (RFC 6238, 30 seconds each) that a code belongs to: this one, the one before or the one after;
 * undefined when it is wrong. The caller sees to it that a step is used once.
 */
export const totpStep = async (secret: string, code: string, now: Date): Promise<number | undefined> => {
  if (!isTotpCode(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = await verify({ secret, token: code, epoch, epochTolerance: PERIOD_SECONDS })
  return result.valid ? Math.floor(epoch / PERIOD_SECONDS) + result.delta : undefined
}

/** Ten new recovery codes, 49 bits each: `abcde-fgh23`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const code = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
    return `${code.slice(0, 5)}-${code.slice(5)}`
  })

/** How a recovery code is kept: signed with the installation's key, so that a stolen table can't be searched for it. */
export const recoveryHash = (kernel: Kernel, agentId: string, code: string): Buffer =>
  Buffer.from(kernel.vault.sign('recovery-code', `${agentId} ${plainCode(code)}`), 'base64url')
