// A module of its own, because Vite bundles workers from files of the project.
import 'monaco-yaml/yaml.worker.js';
