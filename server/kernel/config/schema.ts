import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** Every setting of the process: name, meaning, default. The configuration page of the docs is made from this. */
export const settings = {
  MADOGUCHI_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(4000)
    .describe('Port that the product serves on. 0 takes any free one.'),
  MADOGUCHI_HOST: z
    .string()
    .min(1)
    .default('0.0.0.0')
    .describe('Address to listen on. 127.0.0.1 behind a reverse proxy on the same machine.'),
  MADOGUCHI_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder for the embedded database, keys and logs.'),
  MADOGUCHI_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Public address, as customers and agents reach it. Default: http://localhost:PORT.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe('Use this PostgreSQL (15 or later) instead of the embedded one.'),
  DATABASE_REPORTS_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe(
      'A read replica of the database: reports are read there. While it can’t be reached the main database answers.',
    ),
  MADOGUCHI_ROLES: z
    .string()
    .default('web,worker')
    .transform((value) => value.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['web', 'worker'])).min(1))
    .describe('What this process does: web, worker, or both.'),
  MADOGUCHI_SETUP: z
    .string()
    .optional()
    .describe(
      'Set up without a browser: JSON, or the path of a JSON file, with email, password, workspace (its name), and optionally name, language, timeZone.',
    ),
  MADOGUCHI_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Key material (32 characters or more) that encrypts stored secrets. Default: made at first start and kept in the data folder. Several machines on one database must share it.',
    ),
  MADOGUCHI_TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .describe(
      'Whose X-Forwarded-For is believed: comma-separated addresses, CIDR ranges, or loopback, linklocal, uniquelocal.',
    ),
  MADOGUCHI_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  MADOGUCHI_DB_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(12)
    .describe('Most database connections for requests and listeners of this process.'),
  MADOGUCHI_MAX_UPLOAD_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(25)
    .describe('Largest attachment, in megabytes.'),
  MADOGUCHI_PRIVATE_NETWORK: flag
    .default(false)
    .describe(
      'true allows webhooks and mail servers inside private networks. Needed when the mail server stands on the same machine or network.',
    ),
  MADOGUCHI_SMTP_IN_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('Port of the built-in mail receiver for forwarded mail. Off when unset.'),
  MADOGUCHI_SMTP_IN_CERT: z
    .string()
    .optional()
    .describe(
      'PEM file with the certificate (and its chain) that the mail receiver shows for STARTTLS; read again every hour. Default: one of its own, made at first start and kept in the data folder.',
    ),
  MADOGUCHI_SMTP_IN_KEY: z
    .string()
    .optional()
    .describe('PEM file with the key of MADOGUCHI_SMTP_IN_CERT. Set both or neither.'),
} as const

/** Shape of the environment; unknown variables are ignored. */
export const environment = z.object(settings)
