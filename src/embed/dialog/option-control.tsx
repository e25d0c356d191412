import { useMessages } from '../../ui/kit/messages.tsx';
import type { Kind } from '../options/kinds.ts';

interface OptionControlProps {
  readonly name: string;
  readonly kind: Kind<unknown>;
  readonly hint: string;
  /** Null if the option is absent. */
  readonly value: string | null;
  /** The default value. */
  readonly otherwise: string;
  readonly onChange: (value: string | null) => void;
}

/** The control of one option, by its kind: a choice, a line, or several lines. */
export function OptionControl({ name, kind, hint, value, otherwise, onChange }: OptionControlProps) {
  const { t } = useMessages();
  const wrote = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void =>
    onChange(currentTarget.value.trim() === '' ? null : currentTarget.value);
  return (
    <label title={hint}>
      <code>{name}</code>
      {kind.choices !== undefined ? (
        <select value={value ?? ''} onChange={wrote}>
          <option value="">
            {otherwise === '' ? t('embedding.default') : t('embedding.defaultValue', { value: otherwise })}
          </option>
          {kind.choices
            .filter((choice) => choice !== otherwise)
            .map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
        </select>
      ) : kind.long === true ? (
        <textarea defaultValue={value ?? ''} rows={2} spellCheck={false} onBlur={wrote} />
      ) : (
        <input defaultValue={value ?? ''} onBlur={wrote} />
      )}
    </label>
  );
}
