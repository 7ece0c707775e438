import type { DocumentContent } from '../../../knowledge/casework/document.ts';
import { element, escapeXml } from '../xml.ts';
import { NAMESPACES } from './namespaces.ts';

export const HEADER = 'Contents/header.xml';
export const SECTION = 'Contents/section0.xml';
const CONTENT = 'Contents/content.hpf';
export const PREVIEW = 'Preview/PrvText.txt';
const RDF = 'META-INF/container.rdf';
const SETTINGS = 'settings.xml';
const PACKAGE = 'http://www.hancom.co.kr/hwpml/2016/meta/pkg#';

/** The parts around the text, which say what is where. */
export const packageParts = (content: DocumentContent): Readonly<Record<string, string>> => ({
  'version.xml': version(),
  [CONTENT]: contentList(content),
  [SETTINGS]: settings(),
  'META-INF/container.xml': container(),
  [RDF]: relations(),
  'META-INF/manifest.xml': element('odf:manifest', {
    'xmlns:odf': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
  }),
});

/** `tagetApplication` is written so in the format. */
const version = (): string =>
  element('hv:HCFVersion', {
    'xmlns:hv': 'http://www.hancom.co.kr/hwpml/2011/version',
    tagetApplication: 'WORDPROCESSOR',
    major: 5,
    minor: 1,
    micro: 0,
    buildNumber: 1,
    os: 1,
    xmlVersion: '1.4',
    application: 'Hancom Office Hangul',
    appVersion: '11, 0, 0, 0 WIN32LEWindows_8',
  });

/** Names no author and no date. */
const contentList = ({ title, language }: DocumentContent): string =>
  element(
    'opf:package',
    { ...NAMESPACES, version: '', 'unique-identifier': '', id: '' },
    element(
      'opf:metadata',
      {},
      element('opf:title', {}, escapeXml(title)),
      element('opf:language', {}, language),
    ),
    element(
      'opf:manifest',
      {},
      ...Object.entries({ header: HEADER, section0: SECTION, settings: SETTINGS }).map(
        ([id, href]) => element('opf:item', { id, href, 'media-type': 'application/xml' }),
      ),
    ),
    element(
      'opf:spine',
      {},
      element('opf:itemref', { idref: 'header', linear: 'yes' }),
      element('opf:itemref', { idref: 'section0', linear: 'yes' }),
    ),
  );

const settings = (): string =>
  element(
    'ha:HWPApplicationSetting',
    { 'xmlns:ha': NAMESPACES['xmlns:ha'] },
    element('ha:CaretPosition', { listIDRef: 0, paraIDRef: 0, pos: 0 }),
  );

const container = (): string =>
  element(
    'ocf:container',
    {
      'xmlns:ocf': 'urn:oasis:names:tc:opendocument:xmlns:container',
      'xmlns:hpf': NAMESPACES['xmlns:hpf'],
    },
    element(
      'ocf:rootfiles',
      {},
      ...Object.entries({
        [CONTENT]: 'application/hwpml-package+xml',
        [PREVIEW]: 'text/plain',
        [RDF]: 'application/rdf+xml',
      }).map(([path, type]) => element('ocf:rootfile', { 'full-path': path, 'media-type': type })),
    ),
  );

function relations(): string {
  const about = (subject: string, ...children: readonly string[]) =>
    element('rdf:Description', { 'rdf:about': subject }, ...children);
  const hasPart = (path: string) =>
    about('', element('pkg:hasPart', { 'xmlns:pkg': PACKAGE, 'rdf:resource': path }));
  const isA = (subject: string, type: string) =>
    about(subject, element('rdf:type', { 'rdf:resource': PACKAGE + type }));
  return element(
    'rdf:RDF',
    { 'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' },
    hasPart(HEADER),
    isA(HEADER, 'HeaderFile'),
    hasPart(SECTION),
    isA(SECTION, 'SectionFile'),
    isA('', 'Document'),
  );
}
