/* Hyperscan, or Vectorscan, which has the same interface under the same library name. */
#include <hs/hs.h>
