import { promisesOf } from '../promises';

promisesOf('vercel');
