import { useMessages } from '../../ui/kit/messages.tsx';
import { useFigure, useFigurePart } from './figure-context.tsx';

/** Lists the options that could not be fulfilled. Everything else works. */
export function Problems() {
  const { t } = useMessages();
  const { problems } = useFigure().asked;
  const troubles = useFigurePart((figure) => figure.troubles);
  if (problems.length === 0 && troubles.length === 0) return null;
  return (
    <ul className="frame-problems" role="status">
      {problems.map(({ option, what, value, known }) => (
        <li key={option}>{t(`embed.wrong.${what}`, { option, value, known })}</li>
      ))}
      {troubles.map(({ what, said }, index) => (
        <li key={index}>
          {t(`embed.trouble.${what}`)} {what === 'link' ? t(`embed.link.${linkTrouble(said)}`) : <code>{said}</code>}
        </li>
      ))}
    </ul>
  );
}

const linkTrouble = (code: string) =>
  code === 'NewerVersion' ? 'newer' : ['TooLarge', 'TooMuchWork'].includes(code) ? 'large' : 'unreadable';
