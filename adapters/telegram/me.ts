/** What we must know of ourselves to see whether we are spoken to. */
export interface Me {
  readonly id: number;
  readonly username: string;
}
