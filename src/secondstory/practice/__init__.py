"""The process as it is lived: questioned by anybody, changed by those who keep it once somebody who does the work has
reviewed it, and looked at now and then, also what is popular. No row here counts or ranks anybody."""
