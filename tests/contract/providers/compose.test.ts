import { promisesOf } from '../promises';

promisesOf('compose');
