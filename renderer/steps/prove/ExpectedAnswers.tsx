import { proveText } from './text.en.ts';
import './prove.css';

const words = proveText.expect;

/** What each kind of visitor gets from a server that is set up rightly. */
export function ExpectedAnswers() {
  return (
    <section className="card" aria-labelledby="expected-answers">
      <h2 id="expected-answers">{words.title}</h2>
      <table className="answers-table" aria-labelledby="expected-answers">
        <thead>
          <tr>
            <th scope="col">{words.visitor}</th>
            <th scope="col">{words.answer}</th>
          </tr>
        </thead>
        <tbody>
          {words.rows.map(([visitor, answer]) => (
            <tr key={visitor}>
              <th scope="row">{visitor}</th>
              <td>{answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{words.note}</p>
    </section>
  );
}
