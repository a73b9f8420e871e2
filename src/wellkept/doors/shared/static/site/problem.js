// What is wrong takes the focus. The attribute autofocus does the same where the browser has it and no fragment is asked for.
(() => {
  "use strict";

  document.getElementById("problem")?.focus();
})();
