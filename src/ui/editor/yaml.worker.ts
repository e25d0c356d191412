// A module of our own, as Vite bundles a worker from a file of the project.
import 'monaco-yaml/yaml.worker.js';
