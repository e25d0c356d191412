/** Modules of the first script that the third one also uses: those with a React context, and large ones. */
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { jsx, jsxs } from 'react/jsx-runtime';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { examples } from '../../manifests/examples.ts';
import { foldedAtFirst } from '../../share/saved-fields.ts';
import { sessionVersion } from '../../share/session.ts';
import { manifestFile, Run } from '../../timeline/run.ts';
import { simulate } from '../../timeline/simulate.ts';
import { attempt } from '../../ui/kit/browser/storage.ts';
import { onIdle } from '../../ui/kit/browser/when-idle.ts';
import { useLab, useLabInstance } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { RuleLink } from '../../ui/kit/rule-link.tsx';
import { useWholePage } from '../../ui/kit/whole-page.tsx';
import { emptyClusterView, foldRecords, foldWritten } from '../../view/cluster-view.ts';
import { documentsOf, writeFields } from '../../view/manifest-text.ts';
import { isReady, revisionLabel } from '../../view/stage/pod.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { decisionSentence } from '../../view/words/decision-text.ts';

export const shared = {
  Fragment,
  jsx,
  jsxs,
  useEffect,
  useMemo,
  useRef,
  useState,
  createStore,
  useStore,
  RuleLink,
  useLab,
  useLabInstance,
  useMessages,
  useWholePage,
  attempt,
  onIdle,
  Run,
  manifestFile,
  simulate,
  examples,
  foldedAtFirst,
  sessionVersion,
  documentsOf,
  writeFields,
  emptyClusterView,
  foldRecords,
  foldWritten,
  isReady,
  revisionLabel,
  clockText,
  decisionSentence,
};
