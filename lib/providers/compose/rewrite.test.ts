import { describe, expect, it } from 'vitest';
import { findImageLine, inStyleOf, replaceImage } from './rewrite';

const rewritten = (text: string, image = 'shop/web:1') => {
  const line = findImageLine(text, 'web');
  return line ? replaceImage(text, line, inStyleOf(line, image)) : null;
};

describe('the image line', () => {
  it.each([
    [
      'bare',
      'services:\n  web:\n    image: shop/web:2   # by CI\n',
      'services:\n  web:\n    image: shop/web:1   # by CI\n',
    ],
    ['in double quotes', 'services: {web: {image: "shop/web:2"}}', 'services: {web: {image: "shop/web:1"}}'],
    [
      'in single quotes',
      "services:\n  web:\n    image: 'shop/web:2'\n",
      "services:\n  web:\n    image: 'shop/web:1'\n",
    ],
    ['from a variable', 'services:\n  web:\n    image: shop/web:$TAG\n', 'services:\n  web:\n    image: shop/web:1\n'],
    [
      'behind an anchor',
      'services:\n  web:\n    image: &it shop/web:2\n',
      'services:\n  web:\n    image: &it shop/web:1\n',
    ],
    [
      'between other services, tabs, blank lines and Windows line ends',
      '# top\r\n\r\nservices:\r\n  api: { image: shop/web:2 }\r\n  web:\r\n    image:   shop/web:2\t# x\r\n\r\n# end',
      '# top\r\n\r\nservices:\r\n  api: { image: shop/web:2 }\r\n  web:\r\n    image:   shop/web:1\t# x\r\n\r\n# end',
    ],
  ])('is replaced %s, and nothing else', (_, before, after) => expect(rewritten(before)).toBe(after));

  it.each([
    ['another service has it', 'services:\n  api:\n    image: shop/web:2\n'],
    ['it comes from a merge key', 'x: &base\n  image: shop/web:2\nservices:\n  web:\n    <<: *base\n'],
    ['it is an alias', 'x: &it shop/web:2\nservices:\n  web:\n    image: *it\n'],
    ['it is built without a name', 'services:\n  web:\n    build: .\n'],
    ['the file is empty', ''],
  ])('is not found where %s', (_, text) => expect(findImageLine(text, 'web')).toBeNull());

  it('says what it was filled from and who shares it', () => {
    expect(findImageLine('services: {web: {image: "a:$TAG"}}', 'web')).toMatchObject({ hasVariable: true });
    expect(findImageLine('services: {web: {image: "a:$$TAG"}}', 'web')).toMatchObject({ hasVariable: false });
    expect(findImageLine('services: {web: {image: &x a}}', 'web')).toMatchObject({ isShared: true, text: 'a' });
  });
});
