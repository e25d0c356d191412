/** Icons of 16 × 16 in the colour of the text around them. The button's name has the meaning. */
const paths = {
  play: 'M4.5 2.6v10.8L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  back: 'M13 2.6v10.8L6 8zM3 3h2v10H3z',
  next: 'M2.5 2.6v10.8L8 8zM8 2.6v10.8L13.5 8z',
  step: 'M3 2.6v10.8L10 8zM11 3h2v10h-2z',
  reset: 'M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.5.5A3.9 3.9 0 1 0 8 4.1v2.2L4.4 3.3 8 .4z',
  sun: 'M8 4.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8M7.3.8h1.4v2H7.3zM7.3 13.2h1.4v2H7.3zM.8 7.3h2v1.4h-2zM13.2 7.3h2v1.4h-2zM2.4 3.4l1-1 1.4 1.4-1 1zM11.2 12.2l1-1 1.4 1.4-1 1zM12.6 2.4l1 1-1.4 1.4-1-1zM3.8 11.2l1 1-1.4 1.4-1-1z',
  moon: 'M6.2 1.6a6.5 6.5 0 1 0 8.2 8.2A5.4 5.4 0 0 1 6.2 1.6',
  plus: 'M7.1 2.5h1.8v4.6h4.6v1.8H8.9v4.6H7.1V8.9H2.5V7.1h4.6z',
  minus: 'M2.5 7.1h11v1.8h-11z',
  cross: 'm8 6.8 2.9-2.9 1.2 1.2L9.2 8l2.9 2.9-1.2 1.2L8 9.2l-2.9 2.9-1.2-1.2L6.8 8 3.9 5.1l1.2-1.2z',
  left: 'M10.3 2.6 4.9 8l5.4 5.4 1.2-1.2L7.3 8l4.2-4.2z',
  right: 'M5.7 2.6 11.1 8l-5.4 5.4-1.2-1.2L8.7 8 4.5 3.8z',
  up: 'M2.6 10.3 8 4.9l5.4 5.4-1.2 1.2L8 7.3l-4.2 4.2z',
  down: 'M2.6 5.7 8 11.1l5.4-5.4-1.2-1.2L8 8.7 3.8 4.5z',
  search: 'M7 1.5a5.5 5.5 0 0 1 4.4 8.8l3.2 3.2-1.1 1.1-3.2-3.2A5.5 5.5 0 1 1 7 1.5M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8',
  pen: 'M11.3 1.7 14.3 4.7 5.5 13.5 1.7 14.3 2.5 10.5zM10 4.3 3.9 10.4 3.6 12.4 5.6 12.1 11.7 6z',
  contrast: 'M2 2h12v12H2zm1.6 1.6v8.8l8.8-8.8z',
  auto: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m0 1.5v10A5 5 0 0 0 8 3',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg className="icon" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
