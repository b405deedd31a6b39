#include "CTemplate.h"
#include <ctemplate/template.h>
int ct_placeholder(void) { return 0; }
