/** The environment, with what `.env` in the working folder adds to it. The one place that reads it. */
export function environment(): Record<string, string | undefined> {
  try {
    process.loadEnvFile();
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) throw error;
  }
  return process.env;
}
