/**
 * Tells a wish to see official text ("원문 보여줘") and a wish to search it ("생체정보가 나오는 법 알려줘") from questions
 * that we answer ourselves. Narrow on purpose: whoever asks what the law allows must get our answer, not a list of articles.
 */

/** A wording to look for in all laws. */
export interface WordingSearch {
  readonly wording: string;
  /** Between quotation marks: certainly meant as a wording. */
  readonly isQuoted: boolean;
}

/** Longer than a wish to see the text, a message asks for something else as well. */
const LONGEST_WISH = 40;

const SHOW_TEXT = [
  /^(?:(?:그럼|그러면|그|이|위|방금|답변?의?|근거|관련|공식)\s*)*(?:(?:법|법령|법률|조문|조항)의?\s*)?원문\s*(?:을|도|은|이|만|으로)?\s*(?:좀|다|전부|모두|그대로)?\s*(?:보기|보여.*|보이.*|볼.*|보고.*|봐.*|줘.*|주세요|알려.*|읽.*|확인.*|있.*|뭐.*|어디.*|띄워.*)?[\s.?!~]*$/,
  /^(?:(?:그럼|그러면|그|이|위|방금|관련)\s*)*(?:법\s*)?(?:조문|조항)\s*(?:을|도|좀|전문|그대로|내용)*\s*(?:보여.*|보고 싶.*|볼 수.*|볼래.*|띄워.*)[\s.?!~]*$/,
  /^(?:please |can you |could you |can i |let me |may i |i want to |i'd like to )*(?:show|see|read|view|give|open)\s+(?:me\s+)?(?:the\s+)?(?:(?:official|original|full|actual|exact)\s+)?(?:law|laws|statutes?|legal|official|original|article|articles)?\s*(?:text|texts|wording|law|articles?)?(?: of the (?:law|articles?|statutes?))?(?: please)?[\s.?!]*$/i,
  /^(?:the\s+)?(?:official|original|statute|law|legal)\s+(?:text|wording)(?: of the law)?(?: please)?[\s.?!]*$/i,
] as const;

/** "Show me" alone names nothing to be shown. */
const NAMES_TEXT = /원문|조문|조항|text|wording|law|article|statute/i;

/** True of "원문", "원문 보여줘", "official text", "show me the law": the text behind the answer before. */
export function asksForOfficialText(text: string): boolean {
  const wish = text.normalize('NFC').trim();
  return (
    wish.length <= LONGEST_WISH &&
    NAMES_TEXT.test(wish) &&
    SHOW_TEXT.some((pattern) => pattern.test(wish))
  );
}

const SYLLABLES = Array.from({ length: 0xd7a4 - 0xac00 }, (_, at) => at);
const OPEN = SYLLABLES.filter((at) => at % 28 === 0)
  .map((at) => String.fromCharCode(0xac00 + at))
  .join('');

/** 생체정보|가, 홍채|를; in 평가 and 전문가 the last syllable is no particle, for a consonant stands before it. */
const PARTICLE = `(?:(?<=[${OPEN}a-z0-9"'’”」』])(?:가|를|는)|(?<![${OPEN}])(?:이|을|은)|도)?`;
const QUOTED = `["'“‘「『]([^"'”’」』]{2,60})["'”’」』]`;
const WORDING = `(?:${QUOTED}|([^.?!,;:"'“”‘’「」『』]{2,40}?))`;
/** "생체정보라는 말이" */
const AS_WORD = '(?:\\s*(?:이라는|라는|이란|란))?(?:\\s*(?:말|단어|용어|표현|문구|글자|낱말))?';
const W = `${WORDING}${AS_WORD}${PARTICLE}`;
const LAW = '(?:법령|법률|법조문|조문|법)(?:들)?';
const LAW_END = '(?:을|이|은|는|에|도|좀)?(?=[\\s?.!]|$|뭐|알려|찾아|보여)';
const STANDS = '(?:나오|나와|나온|언급|등장|들어\\s?있|들어가|들어간|쓰인|쓰여|적힌|포함된)';
const ENGLISH_LAWS =
  "(?:(?:all|the|any|every|korean|korea's|national|current)\\s+)*(?:laws?|statutes?|acts?|articles?|provisions?|legislation|law texts?|statute texts?|legal texts?)(?: (?:of|in) (?:the )?(?:republic of )?korea)?";
const THE_WORD = '(?:the\\s+)?(?:(?:word|words|term|terms|phrase|expression|wording)\\s+)';

const SEARCHES = [
  // 어떤 법에 안면인식이 나와?
  `(?:어떤|어느|무슨|몇\\s*개의?)\\s*${LAW}(?:에서|에는|에|이|은)?\\s+${W}\\s*${STANDS}`,
  // 생체정보가 나오는 법 알려줘
  `${W}\\s*(?:나오는|나온|언급하는|언급한|언급된|언급되는|등장하는|들어\\s?있는|들어간|들어가는|쓰인|적힌|포함된)\\s*${LAW}${LAW_END}`,
  // 법령에서 '홍채' 찾아줘
  `${LAW}(?:\\s*(?:전체|원문|전부|조문))*(?:\\s*(?:에서|속에서|안에서|중에서|에))\\s*${W}\\s*(?:좀|한번|다|전부|모두)?\\s*(?:찾아|검색)`,
  // 생체정보 법령 검색
  `${W}\\s*(?:법령|법률|조문|법조문|법령 원문|법)\\s*(?:원문\\s*)?(?:에서\\s*)?검색`,
  `(?:which|what|list|list all|find|find all|show me)\\s+${ENGLISH_LAWS}\\s+(?:that\\s+|which\\s+)?(?:mention|mentions|mentioning|speaks? of|refers? to|(?:use|uses|contain|contains|containing|include|includes|say|says|have|has)(?=\\s+(?:${THE_WORD}|["'“‘])))\\s+(?:${THE_WORD})?${WORDING}\\s*[?.!]*$`,
  `(?:search|look|grep|scan)\\s+(?:through\\s+|in\\s+|up\\s+)?${ENGLISH_LAWS}\\s+for\\s+(?:${THE_WORD})?${WORDING}\\s*[?.!]*$`,
  `(?:find|search for|look for|look up)\\s+(?:${THE_WORD})?${WORDING}\\s+in\\s+${ENGLISH_LAWS}\\s*[?.!]*$`,
  `where (?:does|do|in)\\s+${ENGLISH_LAWS}\\s+(?:mention|speak of|use)\\s+(?:${THE_WORD})?${WORDING}\\s*[?.!]*$`,
].map((source) => new RegExp(source, 'iu'));

/** What people say before they come to the point. */
const FILLERS =
  /^(?:(?:혹시|그럼|그러면|그런데|근데|저기|대한민국|우리나라|한국|현행|전체|모든|the|a|an|혹은|또)\s+)+/i;

/** A wording is a name of something: "카메라에 얼굴이 안" is half a sentence. */
const CLAUSE =
  /(?:(?:에|에서|에게|으로|을|를|하고|하면|해서|인데|는데)\s)|(?:^|\s)(?:안|못|잘|더|어떻게|어디에|왜)$/;

/** Without quotation marks more words than this are a question, not a wording. */
const MOST_WORDS = 3;

/** "어떤 법에 생체정보가 나와?", "search the law for facial": the wording; undefined where nothing is searched for. */
export function readWordingSearch(text: string): WordingSearch | undefined {
  const asked = text.normalize('NFC').trim();
  for (const pattern of SEARCHES) {
    const [, quoted, bare] = pattern.exec(asked) ?? [];
    if (quoted?.trim()) return { wording: quoted.trim(), isQuoted: true };
    const wording = bare?.replace(FILLERS, '').trim();
    if (wording && isWording(wording)) return { wording, isQuoted: false };
  }
  return undefined;
}

const isWording = (wording: string): boolean =>
  wording.length >= 2 &&
  wording.split(/\s+/).length <= MOST_WORDS &&
  !CLAUSE.test(`${wording}`) &&
  /[\p{L}\p{N}]{2}/u.test(wording);
