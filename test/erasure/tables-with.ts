import pg from 'pg'

/** Every table as text, bytes as they are, as hexadecimal and in Base64: which one has which of some secrets. */
export const tablesWith = async (
  connectionString: string,
  secrets: Readonly<Record<string, string>>,
): Promise<string[]> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker') order by 1`,
    )
    const told: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ t: string }>(`select x::text as t from ${name} x`)
      const text = rows
        .map(({ t }) => t)
        .join('\n')
        .toLowerCase()
      for (const [kind, secret] of Object.entries(secrets)) {
        const forms = [
          secret,
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString('hex'),
          Buffer.from(secret).toString('base64'),
        ]
        if (forms.some((form) => text.includes(form.toLowerCase()))) told.push(`${name} ${kind}`)
      }
    }
    return told
  } finally {
    await client.end()
  }
}
