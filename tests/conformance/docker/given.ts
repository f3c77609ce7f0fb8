import { afterAll, beforeAll } from 'vitest';
import { type Certificates, makeCertificates } from './certificates';
import { type Images, makeImages } from './images';
import { type RealProject, realProject } from './world';

/** Whether the environment names a Docker host. */
export const dockerIsThere = process.env.DOCKER_HOST !== undefined;

/** Makes images once for the tests of a `describe`; each test takes a project of its own from what comes back. */
export function givenImages(releases: number): { images(): Images; project(): Promise<RealProject> } {
  let made: { images: Images; certificates: Certificates } | undefined;
  const there = () => {
    if (!made) throw new Error('there are no images outside of a test');
    return made;
  };
  beforeAll(async () => {
    const [images, certificates] = await Promise.all([makeImages(releases), makeCertificates()]);
    made = { images, certificates };
  });
  afterAll(async () => {
    made?.certificates.remove();
    await made?.images.remove();
  });
  return {
    images: () => there().images,
    project: () => realProject(there().images, there().certificates),
  };
}
