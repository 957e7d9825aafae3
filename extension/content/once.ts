// Put on a page after a click on Pinfold: answers what is there to pin, lets a region be chosen, says what happened.
// It listens to nothing on the page.
import { answerOnce } from "./answers.js";

answerOnce();
