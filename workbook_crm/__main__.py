"""`python -m workbook_crm` is the same as `workbook-crm`."""

import sys

from workbook_crm.cli import main

sys.exit(main())
