/** The first group is what is hidden, or all of it; the function says whether it is meant. */
export type MaskPattern = readonly [RegExp, ((found: string) => boolean)?];

/** What people count, which therefore is no house. */
const COUNTED =
  '년|월|일|개|명|만|천|백|억|번(?!길|지)|호|조|항|시|분|초|층|회|%|퍼|장|가지|차|곳|원|점|대|배|위|세|살|단계|주|m|km|미터|:|\\d';

/** Numbers of services that anybody calls. */
const SERVICES =
  /^(?:11[0-9]|12[0-258]|13[12]|182|13(?:0[01]|3[0-69]|45|5[05-7]|66|7[29]|8[28]|9[0358])|1644|1588|1577|1670)$/;

/** Romanised surnames that are no English word, and those that are. */
const SURNAME =
  'Kim|Lee|Yi|Choi|Choe|Jung|Jeong|Chung|Kang|Cho|Yoon|Yun|Jang|Lim|Im|Seo|Shin|Kwon|Hwang|Ahn|Yoo|Yu|Hong|Jeon|Ko|Moon|Yang|Son|Bae|Baek|Heo|Nam|Shim|Noh|Kwak|Cha|Joo|Woo|Koo|Min|Ryu|Jin|Um|Chae|Nguyen|Tran|Pham';
const PLAIN_SURNAME = `${SURNAME}|Park|Han|Song|Oh|Ha|Go|No|So|Do|Sung|Ma|Na|Ji|Won|Bang|Pyo`;

const NAME = '[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?';
const MONTHS = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';

/** Peoples, days and bodies are written like names. */
const NO_NAME =
  /^(?:South|North|Korean?|Seoul|Busan|Vietnamese|Chinese|American|British|Japanese|English|French|German|The|An?|In|At|Not|Also|Just|Very|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|National|Human|Personal|Public|Article|Face|Pass|Smart|Permanent|Muslim|Christian|Asian|European|Teheran|Director|General|Manager|Officer)\b/;

const DIGIT_WORDS = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple';

/** What names a person, a door or a device, beyond what is hidden anywhere and beyond Korean names. */
export const PATTERNS: readonly MaskPattern[] = [
  ...englishNames(),
  ...doors(),
  ...devices(),
  ...numbers(),
];

function englishNames(): readonly MaskPattern[] {
  const isName = (found: string) => !NO_NAME.test(found);
  return [
    [
      /\b(?:my (?:full |real |legal )?name is|name's|name:)\s+((?!(?:not?|the|an?|my|our|your|his|her|their|it|so|very|on|in|at|about|what|how|why|where|because|called|being|used|stored|written|kept|shown|listed|legal|illegal|allowed|ok|okay|required|needed|private|public|registered|there|that|this|really|still|only|also|wrong|right)\b)[\p{L}'’.-]+(?:\s(?!(?:and|from|but|i|who|the|a|an|at|in|on|of|is|was|with|my|can|do|to|they|he|she|it|you|we|for)\b)[\p{L}'’-]+){0,2})/dgiu,
      isName,
    ],
    [
      new RegExp(`\\b(?:I am|I'm|I’m|[Nn]amed|[Cc]alled)\\s+(${NAME}(?:\\s${NAME}){1,2})`, 'dg'),
      isName,
    ],
    [
      new RegExp(
        `\\b(?:man|woman|guard|officer|manager|colleague|person|guy|lady|boss|teacher|friend|neighbour|neighbor|someone|somebody|son|daughter|child)\\s(?:is\\s)?(?:named|called)\\s+(${NAME})`,
        'dg',
      ),
      isName,
    ],
    [
      new RegExp(
        `\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Officer|Sergeant|Sgt|Inspector|Detective|Judge|Principal|Teacher|Coach|Nurse|Captain|Director|Manager)\\.?\\s+(${NAME}(?:\\s${NAME})?)`,
        'dg',
      ),
      (found) => isName(found) && !/^(?:Of|And|Or|Who|Said|Is|Was)\b/.test(found),
    ],
    [new RegExp(`\\b((?:${SURNAME})\\s${NAME}(?:\\s[A-Z][a-z]+)?)\\b`, 'dg'), isName],
    [new RegExp(`\\b((?:${PLAIN_SURNAME})\\s[A-Z][a-z]+-[A-Za-z][a-z]+)\\b`, 'dg')],
    [new RegExp(`\\b([A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)?\\s(?:${SURNAME}))\\b(?!-)`, 'dg'), isName],
    [new RegExp(`\\b([A-Z][a-z]+-[A-Za-z][a-z]+\\s(?:${PLAIN_SURNAME}))\\b`, 'dg')],
  ];
}

function doors(): readonly MaskPattern[] {
  return [
    [/\d+\s?동\s?\d+\s?호/dg],
    // "1203호", never "3호선" nor an item of an article.
    [/(?<![\d\-제조항]|제\s?|조\s?|항\s?)(\d{3,4}\s?호)(?!선|차|기|\d)/dg],
    [/[가-힣]{1,12}[동리읍면]\s?\d+-\d+(?:번지)?|(?:[가-힣]{1,12}\s?)?\d{1,5}(?:-\d+)?번지/dg],
    [/[가-힣\d]{2,16}(?:대로|로|길)\s?\d+번?길\s?\d+(?:-\d+)?/dg],
    [
      new RegExp(
        `[가-힣]{1,12}(?:[시도군구]|서울|부산|대구|인천|광주|대전|울산)\\s[가-힣\\d]{1,16}(?:대로|로|길)\\s?\\d+(?:-\\d+)?(?!\\d|\\s?(?:${COUNTED}))`,
        'dg',
      ),
      (found) => !/으로\s?\d/.test(found) && !SERVICES.test(found.split(/\D+/).at(-1) ?? ''),
    ],
    [
      new RegExp(
        `(?<![가-힣])[가-힣]{2,16}(?:대로|로|길)\\s?\\d+(?:-\\d+)?(?!\\d|-|\\s?(?:${COUNTED}))`,
        'dg',
      ),
      (found) =>
        !SERVICES.test(found.split(/\D+/).at(-1) ?? '') &&
        !/(?:으로|따로|서로|바로|새로|스스로|그대로|근거로|기준으로)\s?\d/.test(found),
    ],
    [
      /\b\d{1,5}(?:-\d+)?,?\s+(?:[A-Z][a-z]+[\s-]){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|ro|gil|daero)\b/dg,
    ],
    [/\b[A-Z][a-z]+(?:-[a-z]+)*-(?:ro|gil|daero)\s\d+(?:-\d+)?(?:-gil\s\d+)?/dg],
    [
      /\b((?:apt|apartment|unit|room|flat|suite)\.?\s?(?:no\.?\s?|number\s?|#)?\d{1,5}[A-Z]?)\b(?!\s?(?:days?|minutes?|hours?|people|years?|months?|weeks?|%|percent|households|units|residents|of)\b)/dgi,
    ],
  ];
}

function devices(): readonly MaskPattern[] {
  return [
    [/(?<![\w.])@[A-Za-z][\w.]{2,}/dg, (found) => !/^@(?:humanrights|pipc|kisa)\b/.test(found)],
    [/(?:https?:\/\/|www\.)[^\s<>"'()가-힣]+/dgi],
    [
      /\b(?:t\.me|wa\.me|open\.kakao\.com|instagram\.com|facebook\.com|band\.us|discord\.gg|bit\.ly)\/[\w./@?=-]+/dgi,
    ],
    [
      /(?:(?:카카오|카)?톡|카카오톡|텔레그램|라인|인스타(?:그램)?|디스코드|트위터|페이스북|스레드)\s?(?:아이디|계정|ID|id)(?:는|은|가|이|:)?\s*([A-Za-z0-9][\w.-]{2,})/dg,
    ],
    [
      /\b(?:kakao(?:talk)?|telegram|line|instagram|insta|discord|whatsapp|signal|twitter)\s(?:id|handle|account|username)(?: is|:)?\s+([\w.-]{3,})/dgi,
    ],
    [
      /(?<![\w.+-])[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|골뱅이|앳)\s?[\w-]+\s?(?:\.|\(dot\)|\[dot\]|닷|점)\s?[\w.]+/dgi,
    ],
    [/(?<![\w.+-])[\w.+-]{1,64}\sat\s[\w-]{1,64}\sdot\s(?:com|net|org|kr|co)(?:\sdot\skr)?\b/dgi],
    [/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/dg],
    [/\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b|\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/dgi],
  ];
}

function numbers(): readonly MaskPattern[] {
  return [
    // Birthdays.
    [/(?:19|20)?\d{2}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일\s?(?:생|출생|에 태어)/dg],
    [/(?<!\d)(\d{6})\s?(?:년)?생/dg],
    [
      /(?:생년월일|생일|주민번호 앞자리|주민등록번호 앞자리)(?:은|는|이|가|:)?\s*((?:19|20)?\d{2}\s?[년.\-/]?\s?\d{1,2}\s?[월.\-/]?\s?\d{1,2}(?:\s?일)?)/dg,
    ],
    [
      new RegExp(
        `\\b(?:born|birthday is|date of birth(?: is|:)?|dob(?: is|:)?|birth date(?: is|:)?)\\s(?:on )?((?:${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? ${MONTHS} \\d{4}|\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./]\\d{2,4}))`,
        'dgi',
      ),
    ],
    // Numbers under which somebody is kept.
    [
      /(?:사번|학번|군번|회원번호|고객번호|수험번호|환자번호|등록번호|예약번호|주문번호|접수번호|운송장번호|직원번호|사원번호|학생번호|계좌번호?|통장번호|카드번호|여권번호|면허번호|차량번호|외국인등록번호|비밀번호|비번|인증번호|PIN|핀번호)(?:은|는|이|가|:|：)?\s*([A-Za-z0-9][A-Za-z0-9-]{3,})/dg,
      (found) => /\d{3}/.test(found) || /\d.*\d.*\d/.test(found),
    ],
    [
      /\b(?:(?:employee|staff|student|member|customer|patient|booking|reservation|order|account|registration|passport|licen[cs]e|badge|receipt|arc|alien registration|bank)\s?(?:number|no\.?|id|code|#)|pin|password|passcode|otp)(?: is|:| was)?\s*#?([A-Z]{0,3}\d[A-Z0-9-]{3,})\b/dgi,
    ],
    // Any long number, however it is written.
    [/(?<![\d-])\d[\d-]{7,}\d(?![\d-])/dg, isLongNumber],
    [/(?<![\d.])\d(?:[\s.\-·_/*]\d){8,}(?![\d.])/dg],
    [
      /(?<![\d-])(?=[\d-]{0,20}\p{Default_Ignorable_Code_Point})\d(?:[\p{Default_Ignorable_Code_Point} -]*\d){8,}/dgu,
    ],
    [/(?![0-9])[\p{Nd}①-⑨⓪❶-❾](?:[ .-]?(?![0-9])[\p{Nd}①-⑨⓪❶-❾]){5,}/dgu],
    [/[공영일이삼사오육륙칠팔구](?:[ ,\-에]{0,2}[공영일이삼사오육륙칠팔구]){8,}/dg],
    [new RegExp(`\\b(?:${DIGIT_WORDS})(?:[ ,-]+(?:${DIGIT_WORDS})){6,}\\b`, 'dgi')],
  ];
}

/** Days, spans of years and the numbers of services for everybody are none. */
function isLongNumber(found: string): boolean {
  return !/^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}-(?:19|20)\d{2}|1[568]\d{2}-\d{4}|02-2125-9\d{3}|0221259\d{3})$/.test(
    found,
  );
}
